import { streamChunks } from '../lib/stream-chunks.ts';

/** 256 chunks of bare text. */
streamChunks(Array.from({ length: 256 }, (_, index) => `слово${index} `));
