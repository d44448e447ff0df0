import type { Discovery } from './discovery.ts';
export const discover = async (): Promise<Discovery> => ({ discovered: [], failures: [] });
