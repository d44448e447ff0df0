/** How the common kinds of image begin. `undefined` stands for any byte. */
const beginnings: readonly (readonly [mediaType: string, ...bytes: readonly (number | undefined)[]])[] = [
  ['image/png', 0x89, 0x50, 0x4e, 0x47],
  ['image/jpeg', 0xff, 0xd8, 0xff],
  ['image/gif', 0x47, 0x49, 0x46, 0x38],
  ['image/webp', 0x52, 0x49, 0x46, 0x46, undefined, undefined, undefined, undefined, 0x57, 0x45, 0x42, 0x50],
];

/** The media type of an image by its first bytes; `image/*`, with which the SDK means any, for one that is not known. */
export function imageType(data: Uint8Array): string {
  return beginnings.find(([, ...bytes]) => bytes.every((byte, index) => byte === undefined || data[index] === byte))?.[0] ?? 'image/*';
}
