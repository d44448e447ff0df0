export { createAcme, type AcmeOptions } from './create-acme.ts';
