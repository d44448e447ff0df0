import type { ContentPart, FileContent, ImageContent } from '@g4f/core';
import { fromBase64 } from '../values/base64.ts';
import type { Field } from './field.ts';

function bytesOf(data: Field): Uint8Array {
  return fromBase64(data.text()) ?? data.fail('must be base64');
}

function urlOf(url: Field): URL {
  return URL.parse(url.text()) ?? url.fail('must be an address');
}

/** A file that Anthropic's service has. Its type is known there. */
function known(source: Field, mediaType: string): FileContent {
  return { type: 'file', mediaType, metadata: { anthropic: { fileId: source.get('file_id').text() } } };
}

/** Reads an `image` block. */
export function parseImage(block: Field): ImageContent | FileContent {
  const source = block.get('source');
  switch (source.get('type').oneOf(['base64', 'url', 'file'])) {
    case 'base64':
      return { type: 'image', data: bytesOf(source.get('data')), mediaType: source.get('media_type').text() };
    case 'url':
      return { type: 'image', data: urlOf(source.get('url')) };
    case 'file':
      return known(source, 'image/*');
  }
}

/** Reads a `document` block. What is said about it beside its title is not carried. */
export function parseDocument(block: Field): ContentPart {
  const source = block.get('source');
  const title = block.get('title');
  const name = title.isThere && title.text() !== '' ? { name: title.text() } : {};
  const type = source.get('type').oneOf(['base64', 'url', 'text', 'file', 'content']);
  switch (type) {
    case 'base64':
      return { type: 'file', data: bytesOf(source.get('data')), mediaType: source.get('media_type').text(), ...name };
    case 'url':
      return { type: 'file', data: urlOf(source.get('url')), mediaType: 'application/pdf', ...name };
    case 'text':
      return { type: 'file', data: new TextEncoder().encode(source.get('data').text()), mediaType: 'text/plain', ...name };
    case 'file':
      return { ...known(source, 'application/pdf'), ...name };
    case 'content':
      return source.get('type').refuse(`${type} is no document that can be carried: send it as base64, url or text`);
  }
}
