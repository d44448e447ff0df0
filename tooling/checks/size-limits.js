/** Bytes of each published entry, minified and compressed with brotli, without what it depends on. About a fifth above what was reached. */
export const sizeLimits = {};
