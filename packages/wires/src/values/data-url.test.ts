import { expect, test } from 'vitest';
import { readDataURL, toDataURL } from './data-url.ts';

const hi = Uint8Array.of(104, 105);

test.each([
  ['data:image/png;base64,aGk=', { data: hi, mediaType: 'image/png' }],
  ['DATA:Image/PNG;name=a;BASE64,aGk%3D', { data: hi, mediaType: 'image/png' }],
  ['data:,hi', { data: hi, mediaType: 'text/plain' }],
  ['data:text/html;charset=utf-8,%68i', { data: hi, mediaType: 'text/html' }],
  ['data:image/png;base64,a', undefined],
  ['data:,%', undefined],
  ['data:image/png', undefined],
  ['https://example.com/,', undefined],
])('%s is %o', (address, content) => {
  expect(readDataURL(address)).toEqual(content);
});

test('bytes are written in base64', () => {
  expect(toDataURL(hi, 'image/png')).toBe('data:image/png;base64,aGk=');
});
