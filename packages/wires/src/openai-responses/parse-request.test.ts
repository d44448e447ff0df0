import { expect, test } from 'vitest';
import { parseOpenaiResponses } from '../openai-responses.ts';

const parse = (body: object) => parseOpenaiResponses({ input: 'Hi', ...body }).request;

test('a text is what the user says; instructions come first', () => {
  expect(parseOpenaiResponses({ model: 'm', instructions: 'Be brief.', input: 'Hi' })).toEqual({
    isStream: false,
    wantsUsage: true,
    request: { model: 'm', messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'Hi' }] },
  });
});

test('items become messages: an assistant\'s are one, results are one, and what a tool showed is the user\'s', () => {
  const { messages } = parse({
    input: [
      { role: 'developer', content: 'Be brief.' },
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Weather?' }] },
      { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: 'A.' }, { type: 'summary_text', text: 'B.' }], encrypted_content: 'gAAA' },
      { type: 'message', role: 'assistant', phase: 'commentary', content: [{ type: 'output_text', text: 'I look.' }] },
      { type: 'function_call', call_id: 'a', name: 'f', arguments: '{}' },
      { type: 'function_call', call_id: 'b', name: 'f', arguments: '{}' },
      { type: 'function_call_output', call_id: 'a', output: 'Rain' },
      { type: 'function_call_output', call_id: 'b', output: [{ type: 'input_text', text: 'See:' }, { type: 'input_image', image_url: 'https://example.com/a.png' }] },
      { role: 'assistant', content: 'Rain.' },
      { type: 'image_generation_call', id: 'ig_1', result: 'aGk=', status: 'completed' },
      { role: 'user', content: 'Thanks' },
    ],
  });
  expect(messages).toEqual([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: 'Weather?' }] },
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'A.\n\nB.', metadata: { openai: { encryptedContent: 'gAAA' } } },
        { type: 'text', text: 'I look.', metadata: { openai: { phase: 'commentary' } } },
        { type: 'tool-call', id: 'a', name: 'f', arguments: '{}' },
        { type: 'tool-call', id: 'b', name: 'f', arguments: '{}' },
      ],
    },
    { role: 'tool', content: [{ type: 'tool-result', id: 'a', content: 'Rain' }, { type: 'tool-result', id: 'b', content: 'See:' }] },
    { role: 'user', content: [{ type: 'image', data: new URL('https://example.com/a.png') }] },
    { role: 'assistant', content: 'Rain.' },
    { role: 'user', content: 'Thanks' },
  ]);
});

test('tools that may not be called are left out', () => {
  const tools = ['f', 'g'].map((name) => ({ type: 'function', name, parameters: null, strict: true }));
  const parameters = { type: 'object', properties: {} };
  expect(parse({ tools, tool_choice: { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'g' }] } })).toMatchObject({ tools: [{ name: 'g', parameters }], toolChoice: 'required' });
});

test.each([
  [{ text: { format: { type: 'json_object' } } }, { type: 'json' }],
  [{ text: { format: { type: 'json_schema', name: 'n', schema: { type: 'object' }, strict: true } } }, { type: 'json', name: 'n', schema: { type: 'object' } }],
  [{ text: { format: { type: 'text' }, verbosity: 'low' } }, undefined],
])('the format %j is %j', (body, responseFormat) => {
  expect(parse(body).responseFormat).toEqual(responseFormat);
});

test('what only books a call is passed over', () => {
  expect(parse({ store: true, metadata: { a: 'b' }, user: 'u', truncation: 'auto', service_tier: 'flex', parallel_tool_calls: false, include: ['reasoning.encrypted_content'], background: false, top_logprobs: 0, previous_response_id: null, stream_options: { include_obfuscation: false } })).toEqual({ messages: [{ role: 'user', content: 'Hi' }] });
});

test.each([
  [{ previous_response_id: 'resp_1' }, 'previous_response_id refers to a stored response, and nothing is stored here: send the whole conversation in input'],
  [{ conversation: 'conv_1' }, 'conversation refers to'],
  [{ background: true }, 'background must be false'],
  [{ prompt: { id: 'pmpt_1' } }, 'prompt refers to'],
  [{ tools: [{ type: 'web_search' }] }, 'tools[0].type must be function'],
  [{ tools: [{ type: 'mcp', server_label: 'a' }] }, 'tools[0].type must be function'],
  [{ tool_choice: { type: 'file_search' } }, 'tool_choice.type must be function'],
  [{ input: [{ type: 'item_reference', id: 'msg_1' }] }, 'input[0] refers to a stored item, and nothing is stored here: send the item itself (most clients do so with store: false)'],
  [{ input: [{ type: 'computer_call_output' }] }, 'input[0].type must be'],
  [{ input: [{ role: 'user', content: [{ type: 'input_audio' }] }] }, 'input[0].content[0].type must be input_text'],
  [{ input: [{ role: 'user', content: [{ type: 'input_image', file_id: 'file_1' }] }] }, 'give the picture itself in image_url'],
  [{ include: ['message.output_text.logprobs'] }, 'include must not ask'],
  [{ reasoning: { effort: 'none' } }, 'reasoning.effort none cannot be asked for'],
])('what no answer here could hold is refused: %j', (body, message) => {
  expect(() => parse(body)).toThrow(expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(message) as string }) as Error);
});

test.each([
  [{ input: undefined }, 'input must be a text or a list of items'],
  [{ input: [] }, 'input must be a list with at least one item'],
  [{ input: ['Hi'] }, 'input[0] must be an object'],
  [{ input: [{ role: 'robot', content: 'Hi' }] }, 'input[0].role must be system, developer, user or assistant'],
  [{ input: [{ type: 'function_call_output', output: 'x' }] }, 'input[0].call_id must be a text'],
  [{ input: [{ role: 'user', content: [{ type: 'input_image', image_url: 'file:///etc/passwd' }] }] }, 'input[0].content[0].image_url must be'],
  [{ input: [{ role: 'user', content: [{ type: 'input_file', file_url: 'file:///etc/passwd' }] }] }, 'input[0].content[0].file_url must be'],
  [{ model: '' }, 'model must be a text that is not empty'],
  [{ stream: 'yes' }, 'stream must be true or false'],
  [{ reasoning: { effort: 'huge' } }, 'reasoning.effort must be one of'],
])('a mistake is named: %j', (body, message) => {
  expect(() => parse(body)).toThrow(expect.objectContaining({ code: 'invalid-request', message: expect.stringContaining(message) as string }) as Error);
});

test('a turn of endless items does not take endless time', () => {
  const items = Array.from({ length: 200_000 }, () => ({ type: 'message', role: 'assistant', content: 'a' }));
  expect(parse({ input: items }).messages).toHaveLength(1);
});
