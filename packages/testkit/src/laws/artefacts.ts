import assert from 'node:assert/strict';
import { assistantMessage, type ContentPart, type Message, type Part, type ProviderMetadata } from '@g4f/core';
import type { Law } from '../law.ts';
import { answer } from '../servers/acts.ts';
import { consume } from './consume.ts';
import { sent } from './sent.ts';
import { ask, stage, type Stage } from './stage.ts';

/** Characters: a shorter value may stand in a request by chance. */
const telling = 8;
const foreign = 'canary-foreign-artefact';

/** Every text of some length that a value holds. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= telling ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The words under which wires keep what their models must get back. */
const artefact = (mark: string) => ({
  signature: mark,
  thoughtSignature: mark,
  redactedData: mark,
  encryptedContent: mark,
  reasoning_details: [{ type: 'reasoning.encrypted', data: mark }],
  extra_content: { mark },
});

function marked(id: string, mark: string): readonly Part[] {
  const metadata: ProviderMetadata = { [id]: artefact(mark) };
  return [
    { type: 'reasoning', text: 'canary thought', metadata },
    { type: 'text', text: 'Hello' },
    { type: 'tool-call', id: 'call_1', name: 'clock', arguments: '{}', metadata },
  ];
}

function contentOf(parts: Iterable<Part>): readonly ContentPart[] {
  const { content } = assistantMessage(parts);
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}

/** Asks on after an answer, and gives what upstream was told. */
async function askOn(on: Stage, parts: Iterable<Part>): Promise<string> {
  const before = on.upstream.calls.length;
  const first = ask('What is the time?');
  const content = contentOf(parts);
  const results = content.filter((part) => part.type === 'tool-call');
  const messages: readonly Message[] = [
    ...first.messages,
    { role: 'assistant', content },
    ...results.map(({ id }): Message => ({ role: 'tool', content: [{ type: 'tool-result', id, content: 'It is noon.' }] })),
    ...ask('And now?').messages,
  ];
  const { error } = await consume(on.provider.createPartGenerator({ messages, ...toolsFor(on) }));
  assert.equal(error, undefined, `the turn after an answer with metadata failed: ${String(error)}`);
  return on.upstream.calls.slice(before).map(sent).join('\n');
}

const toolsFor = ({ provider }: Stage) => (provider.supportsTools === true ? { tools: [{ name: 'clock', parameters: { type: 'object', properties: {} } }] } : {});

export const handsBackItsOwn: Law = {
  sentence: "hands back to upstream in the next turn what it gave as `metadata` under the provider's id, and never what stands there under another's",
  needsUpstream: 'supportsMessageHistory',
  async check(subject) {
    await using on = await stage(subject);
    const { provider } = on;
    if (provider.supportsMessageHistory !== true) return;
    const { carries } = on.upstream.wire;
    const canSend = ({ type }: Part): boolean => type !== 'tool-call' || provider.supportsTools === true;

    on.upstream.play(answer(marked(provider.id, 'Y2FuYXJ5LW93bi1hcnRlZmFjdA==').filter((part) => canSend(part) && carries.includes(part.type))));
    const { chunks, error } = await consume(on.provider.createPartGenerator({ ...ask('What is the time?'), ...toolsFor(on) }));
    assert.equal(error, undefined, String(error));
    on.upstream.play(answer(['It is noon.']));
    const told = await askOn(on, chunks);
    const own = contentOf(chunks).flatMap((part) => ('metadata' in part ? textsIn(part.metadata?.[provider.id]) : []));
    for (const text of own) assert.ok(told.includes(text) || told.includes(JSON.stringify(text).slice(1, -1)), 'what the provider gave as metadata under its own id did not come back to upstream');

    const other = await askOn(on, marked('somebody-else', foreign).filter(canSend));
    assert.ok(!other.includes(foreign), "another provider's metadata reached upstream");
    assert.ok(other.includes('Hello'), "the text beside another provider's metadata was dropped");
  },
};
