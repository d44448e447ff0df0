import type { AsyncGeneratorProvider, ChatRequest, ContentPart, Part, RunInit } from '@g4f/core';
import { changed, type BrokenProviders } from './break.ts';

/** Sends something else than it was asked to, and may declare less than it does. */
const asking = (change: (request: ChatRequest) => ChatRequest, flags: Partial<AsyncGeneratorProvider> = {}) =>
  changed((good) => ({
    ...flags,
    createAsyncGenerator: (request: ChatRequest, init?: RunInit) => good.createAsyncGenerator(change(request), init),
    createPartGenerator: (request: ChatRequest, init?: RunInit) => good.createPartGenerator(change(request), init),
    createAsync: (request: ChatRequest, init?: RunInit) => good.createAsync(change(request), init),
  }));

/** Changes each part of the messages; one that becomes `undefined` is left out. */
const withContent =
  (change: (part: ContentPart) => ContentPart | undefined) =>
  (request: ChatRequest): ChatRequest => ({
    ...request,
    messages: request.messages.map(({ role, content }) => ({ role, content: typeof content === 'string' ? content : content.map(change).filter((part) => part !== undefined) })),
  });

const without = (type: ContentPart['type'], isMeant: (part: ContentPart) => boolean = () => true) => asking(withContent((part) => (part.type === type && isMeant(part) ? undefined : part)));

const scheme = (part: ContentPart): string | undefined => ('data' in part && part.data instanceof URL ? part.data.protocol : undefined);

/** Gives everybody's metadata out as its own. */
const asOwn = asking(
  withContent((part) => {
    const all = 'metadata' in part ? Object.values(part.metadata ?? {}) : [];
    return all[0] === undefined ? part : { ...part, metadata: { reference: all[0] } };
  }),
);

/** Does something else with each part of an answer. */
const giving = (change: (part: Part) => Part | undefined, flags: Partial<AsyncGeneratorProvider> = {}) =>
  changed((good) => {
    async function* createPartGenerator(...call: Parameters<typeof good.createPartGenerator>): AsyncGenerator<Part, void, undefined> {
      for await (const part of good.createPartGenerator(...call)) {
        const given = change(part);
        if (given !== undefined) yield given;
      }
    }
    return {
      ...flags,
      createPartGenerator,
      async *createAsyncGenerator(...call) {
        for await (const part of createPartGenerator(...call)) if (part.type === 'text') yield part.text;
      },
    };
  });

const asText = (part: Part): Part => (part.type === 'reasoning' ? { type: 'text', text: part.text } : part);

export const claims = {
  'carries images': {
    'leaves images out': [without('image'), /the bytes of image\/png must reach upstream/],
    'leaves data: addresses out': [without('image', (part) => scheme(part) === 'data:'), /a data: address was dropped/],
    'leaves https: addresses out': [without('image', (part) => scheme(part) === 'https:'), /an https: address was dropped/],
    'sends the image alone': [without('text'), /the text beside it did not reach/],
    'declares no images and takes them': [asking((request) => request, { supportsImages: false }), /nothing was thrown/],
    'declares images, and has no model that takes them': [changed(() => ({ models: [{ id: 'one', supportsImages: false }] })), /each of its models takes it back/],
  },
  'carries files': {
    'leaves files out': [without('file'), /the bytes of application\/pdf must reach upstream/],
    'leaves https: addresses out': [without('file', (part) => scheme(part) === 'https:'), /an https: address was dropped/],
    'sends the id of another service': [asOwn, /another provider's file id reached upstream/],
    'leaves its own ids out': [without('file', (part) => part.type === 'file' && part.data === undefined && part.metadata?.['reference'] !== undefined), /own file id was dropped/],
    'leaves out a file that it cannot have': [without('file', (part) => part.type === 'file' && part.data === undefined && part.metadata?.['reference'] === undefined), /another service alone has: nothing was thrown/],
    'declares no files and takes them': [asking((request) => request, { supportsFiles: false }), /nothing was thrown/],
  },
  'carries formats': {
    'leaves the format out': [asking((request) => ({ ...request, responseFormat: undefined })), /the schema of responseFormat must reach/],
    'leaves the schema out': [asking((request) => ({ ...request, responseFormat: { type: 'json' } })), /the schema of responseFormat must reach/],
    'declares no formats and takes them': [asking((request) => request, { supportsStructuredOutput: false }), /nothing was thrown/],
  },
  'keeps reasoning apart': {
    'gives reasoning as text': [giving(asText), /reasoning shows in the text/],
    'gives reasoning as text, and declares none': [giving(asText, { supportsReasoning: false }), /reasoning shows in the text/],
    'keeps reasoning to itself': [giving((part) => (part.type === 'reasoning' ? undefined : part)), /must come out as parts of its own/],
    'leaves out turns that hold reasoning': [without('text', (part) => part.type === 'text' && part.text === 'canary answer'), /was dropped/],
    'sends reasoning on, and declares none': [asking((request) => request, { supportsReasoning: false }), /must be passed over/],
  },
  'hands back its own': {
    'forgets what it gave': [asking(withContent((part) => ({ ...part, metadata: undefined }) as ContentPart)), /did not come back/],
    "takes everybody's for its own": [asOwn, /another provider's metadata reached upstream/],
    "leaves out what bears another's": [without('text', (part) => part.type === 'text' && part.text === 'Hello'), /was dropped/],
  },
  'asks for the model': {
    'always asks for the same': [asking((request) => ({ ...request, model: 'one' })), /asked for "two", upstream was not told of "two"/],
  },
} satisfies BrokenProviders;
