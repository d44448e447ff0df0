/** The first bytes of the kinds of picture that chat models take. */
const signatures: readonly (readonly [mediaType: string, at: number, bytes: readonly number[]])[] = [
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/gif', 0, [0x47, 0x49, 0x46, 0x38]],
  ['image/webp', 8, [0x57, 0x45, 0x42, 0x50]],
];

/** The media type of a picture, by its first bytes; nothing where they tell nothing. */
export function sniffImage(data: Uint8Array): string | undefined {
  return signatures.find(([, at, bytes]) => bytes.every((byte, index) => data[at + index] === byte))?.[0];
}

/**
 * The media type of a picture, by its first bytes; `image/png` where they tell nothing, so that the service says what is wrong.
 *
 * @example
 * imageType(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)); // 'image/jpeg'
 */
export function imageType(data: Uint8Array): string {
  return sniffImage(data) ?? 'image/png';
}
