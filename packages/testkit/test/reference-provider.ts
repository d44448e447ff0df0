import { defineProvider, type AsyncGeneratorProvider, type Part, type ToolCallDeltaPart } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import type { Target } from '../src/index.ts';

/** Puts the deltas of tool calls together. */
class ToolCalls {
  readonly #calls = new Map<string, { name: string; json: string }>();

  add({ id, name = '', arguments: json }: ToolCallDeltaPart): void {
    const call = this.#calls.get(id) ?? { name: '', json: '' };
    this.#calls.set(id, { name: call.name + name, json: call.json + json });
  }

  whole(): Part[] {
    return [...this.#calls].map(([id, { name, json }]) => ({ type: 'tool-call', id, name, arguments: json }));
  }
}

/** A provider that keeps every law, on the wire of parts. */
export function createReference({ baseURL, key }: Target): AsyncGeneratorProvider {
  return defineProvider(
    {
      id: 'reference',
      url: baseURL,
      models: ['one'],
      working: true,
      supportsMessageHistory: true,
      supportsSystemMessage: true,
      supportsTools: true,
    },
    async function* ({ messages, tools }, init) {
      await using session = new StreamSession(init);
      const response = await session.post(`${baseURL}/chat`, { json: { messages, tools }, headers: { authorization: `Bearer ${key}` } });
      await response.raiseForStatus();
      const calls = new ToolCalls();
      for await (const line of response.iterLines()) {
        const part = JSON.parse(line) as Part;
        if (part.type === 'tool-call-delta') calls.add(part);
        if (part.type !== 'text' || part.text !== '') yield part;
      }
      yield calls.whole();
    },
    { secrets: [key] },
  );
}
