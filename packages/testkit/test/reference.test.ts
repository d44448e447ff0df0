import { testProvider, wireScenario } from '../src/index.ts';
import { partsWire } from './parts-wire.ts';
import { createReference } from './reference-provider.ts';

testProvider(createReference, wireScenario(partsWire));
