import { once } from 'node:events';
import { ProviderError, type Part } from '@g4f/core';
import { describe, expect } from 'vitest';
import { actor, brokeOff, echo, promptOf, showpiece } from './actors.ts';
import { browserTest, useBrowser } from './browser.ts';
import { answers, field, over, say } from './on-page.ts';
import { servePage } from './serve-page.ts';

const open = useBrowser();

async function* until(signal: AbortSignal, text: string): AsyncGenerator<string> {
  yield text;
  if (!signal.aborted) await once(signal, 'abort');
}

describe('a chat', () => {
  browserTest('streams an answer with all that Markdown can do, and says who gave it and why', async () => {
    const first = actor('first', function* () {
      throw new ProviderError('overloaded', { code: 'upstream' });
    });
    const second = actor('second', function* (): Generator<string | Part> {
      yield { type: 'reasoning', text: 'They want an example.' };
      for (const piece of showpiece.split(/(?<=\n)/)) yield piece;
      yield { type: 'tool-call', id: 'call_1', name: 'weather', arguments: '{"city":"Bern"}' };
      yield { type: 'usage', usage: { inputTokens: 11, outputTokens: 222 }, provenance: 'reported' };
    });
    await using server = await servePage({ providers: [first.provider, second.provider] });
    await using window = await open();
    const { page, complaints } = window;
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Settings of this chat' }).click();
    await page.getByRole('textbox', { name: 'System prompt' }).fill('Be brief.');
    await page.getByRole('spinbutton', { name: 'Temperature' }).fill('0.5');
    await page.getByRole('spinbutton', { name: 'Tokens of an answer' }).fill('500');
    await page.keyboard.press('Escape');
    await say(page, 'Show me');
    const answer = await over(page);

    expect(second.asked[0]).toMatchObject({ temperature: 0.5, maxTokens: 500, messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user' }] });
    await answer.locator('table').getByRole('cell', { name: '0 or 1 RTT, TLS inside' }).waitFor();
    await answer.locator('pre .hljs-keyword').first().waitFor();
    await answer.locator('.katex-display').waitFor();
    expect(await answer.locator('.katex').count()).toBe(2);
    expect(await answer.locator('em, strong, blockquote, ol > li, li li, input[type=checkbox]').count()).toBe(11);
    expect(await answer.innerText()).toContain('from $5 to $10');
    expect(await answer.getByText('They want an example.').isVisible()).toBe(false);
    await answer.getByText('Reasoning').click();
    expect(await answer.getByText('They want an example.').isVisible()).toBe(true);
    await answer.getByText('Wants to call weather').click();
    await answer.getByText('"Bern"').waitFor();

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await answer.getByRole('button', { name: 'Copy the code' }).first().click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('yield left;\n');
    await answer.getByRole('button', { name: 'second/small' }).click();
    const why = page.getByRole('dialog', { name: 'Who answered, and why' });
    const reasons = await why.innerText();
    expect(reasons).toMatch(/Answered by second\/small\. 2 providers were asked[^]*first[^]*failed[^]*Tokens of the prompt[^]*11[^]*222/);
    expect(complaints).toEqual([]);
  });

  browserTest('stops mid-stream where its reader says so, and goes on from there', async () => {
    let calls = 0;
    const { provider, asked } = actor('slow', (_request, signal) => (++calls === 1 ? until(signal, 'The first half, ') : ['and the second half.']));
    await using server = await servePage({ providers: [provider] });
    await using window = await open();
    const { page } = window;
    await page.goto(server.url);
    await say(page, 'Tell me');
    await answers(page).getByText('The first half,').waitFor();
    await page.keyboard.press('Escape');
    const answer = await over(page);
    await answer.getByText('You stopped this answer.').waitFor();
    await answer.getByRole('button', { name: 'Continue' }).click();
    await answer.getByText('The first half, and the second half.').waitFor();
    expect(asked[1]?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  });

  browserTest('says in plain words that an answer was cut, or that there is none, and tries again', async () => {
    let calls = 0;
    const { provider } = actor('shaky', function* () {
      calls++;
      if (calls === 1) throw new ProviderError('no credits left', { code: 'payment-required' });
      yield 'It begins well, ';
      if (calls === 2) throw brokeOff();
      yield 'and ends well.';
    });
    await using server = await servePage({ providers: [provider] });
    await using window = await open();
    const { page } = window;
    await page.goto(server.url);
    await say(page, 'Tell me');
    const alert = answers(page).getByRole('alert');
    await alert.getByText('There is no answer.').waitFor();
    expect(await alert.innerText()).toMatch(/A quota or balance is used up\.[^]*no credits left/);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.getByText('This answer was cut off.').waitFor();
    expect(await alert.innerText()).toMatch(/The connection to the provider broke off\.[^]*the line to the model was lost/);
    expect(await answers(page).innerText()).toContain('It begins well,');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await answers(page).getByText('It begins well, and ends well.').waitFor();
    expect(await alert.count()).toBe(0);
  });

  browserTest('loses nothing that came when the page is loaded anew, not even mid-answer', async () => {
    let calls = 0;
    const { provider } = actor('slow', (_request, signal) => (++calls === 1 ? ['A whole answer.'] : until(signal, 'Half of the second')));
    await using server = await servePage({ providers: [provider] });
    await using window = await open();
    const { page } = window;
    await page.goto(server.url);
    await say(page, 'First question');
    await over(page);
    await say(page, 'Second question');
    await answers(page).getByText('Half of the second').waitFor();
    await field(page).fill('typed and not sent');
    await page.reload();
    await answers(page).getByText('A whole answer.').waitFor();
    const second = await over(page, 2);
    expect(await second.innerText()).toMatch(/Half of the second[^]*This answer was cut off\. The page was closed or loaded anew/);
    expect([await page.getByRole('article', { name: 'You' }).count(), await field(page).inputValue()]).toEqual([2, 'typed and not sent']);
  });

  browserTest('answers anew, and takes back what was asked', async () => {
    let calls = 0;
    const { provider, asked } = actor('counting', function* (request) {
      yield `Answer ${++calls} to ${promptOf(request)}`;
    });
    await using server = await servePage({ providers: [provider] });
    await using window = await open();
    const { page } = window;
    await page.goto(server.url);
    await say(page, 'one');
    await answers(page).getByText('Answer 1 to one').waitFor();
    await answers(page).getByRole('button', { name: 'Answer again' }).click();
    await answers(page).getByText('Answer 2 to one').waitFor();
    await over(page);
    await field(page).press('ArrowUp');
    const editor = page.getByRole('textbox', { name: 'Edit your message' });
    await editor.fill('two');
    await editor.press('Enter');
    await answers(page).getByText('Answer 3 to two').waitFor();
    expect([await answers(page).count(), asked.at(-1)?.messages.length]).toEqual([1, 1]);
  });

  browserTest('sends pictures that are pasted, dropped or chosen, to models that take them', async () => {
    const seeing = actor('seeing', function* (request) {
      yield `I see ${JSON.stringify(request.messages.at(-1)?.content).includes('image') ? 'a picture' : 'nothing'}`;
    }, { supportsImages: true });
    await using server = await servePage({ providers: [seeing.provider, echo().provider] });
    await using window = await open();
    const { page } = window;
    await page.goto(server.url);
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    await page.getByRole('button', { name: 'Add pictures' }).waitFor();
    const give = async (kind: 'paste' | 'drop', name: string): Promise<void> => {
      await page.locator('.composer').evaluate(
        (form, [event, file, bytes]) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0))], file, { type: 'image/png' }));
          form.dispatchEvent(event === 'paste' ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }) : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
        },
        [kind, name, png.toString('base64')] as const,
      );
    };
    await give('paste', 'pasted.png');
    await page.getByRole('img', { name: 'Picture pasted.png' }).waitFor();
    await give('drop', 'dropped.png');
    await page.getByRole('img', { name: 'Picture dropped.png' }).waitFor();
    await page.locator('.composer input[type=file]').setInputFiles([{ name: 'chosen.png', mimeType: 'image/png', buffer: png }, { name: 'notes.txt', mimeType: 'text/plain', buffer: png }]);
    await page.getByText('notes.txt is no PNG').waitFor();
    await page.getByRole('button', { name: 'Remove dropped.png' }).click();
    await say(page, 'What is this?');
    await answers(page).getByText('I see a picture').waitFor();
    expect(JSON.stringify(seeing.asked[0]?.messages).split('"image"').length - 1).toBe(2);

    // A model that takes none: there is no button, and what was pasted is not sent.
    await page.getByRole('combobox', { name: /^Model/ }).click();
    await page.getByRole('option', { name: 'small' }).last().click();
    await page.getByRole('button', { name: 'Add pictures' }).waitFor({ state: 'detached' });
    await give('paste', 'pasted.png');
    await page.getByText('This model takes no pictures.').waitFor();
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  });
});

describe('the model picker', () => {
  browserTest('finds models by name and by what they can do, with the keyboard alone', async () => {
    const plain = actor('plain', () => ['plain'], { models: ['tiny', 'medium'] });
    const able = actor('able', () => ['able'], { models: ['small', 'large'], supportsImages: true, supportsTools: true });
    await using server = await servePage({ providers: [plain.provider, able.provider] });
    await using window = await open();
    const { page } = window;
    await page.goto(server.url);
    await page.getByRole('combobox', { name: 'Model: Automatic' }).waitFor();
    await field(page).focus();
    await page.keyboard.press('Alt+M');
    const options = page.getByRole('option');
    await page.getByRole('option', { name: 'tiny' }).waitFor();
    expect(await options.count()).toBe(5);
    await page.getByRole('button', { name: 'Images' }).click();
    expect(await options.allInnerTexts()).toEqual([expect.stringContaining('small'), expect.stringContaining('large')]);
    await page.getByRole('button', { name: 'Images' }).click();
    await page.getByRole('combobox', { name: 'Search models and providers' }).fill('able lar');
    await expect.poll(() => options.count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Model: able/large' }).waitFor();
    await say(page, 'Hi');
    await answers(page).getByText('able', { exact: true }).waitFor();
    expect(able.asked[0]?.model).toBe('large');
  });
});
