export { createG4f, type G4fOptions, type G4fProvider, type G4fSource, type RegistryLike } from './create-g4f.ts';
