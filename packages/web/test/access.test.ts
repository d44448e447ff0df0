import { createAccess } from '@g4f/gateway';
import { describe, expect } from 'vitest';
import { echo } from './actors.ts';
import { browserTest, useBrowser } from './browser.ts';
import { answers, over, say } from './on-page.ts';
import { servePage } from './serve-page.ts';

const open = useBrowser();

describe('the gateway', () => {
  browserTest('asks for its key on the page, and says when it takes it no longer', async () => {
    const keys = async (key: string) => createAccess({ keys: [{ id: 'team', key }] });
    let access = await keys('first-key-of-the-team');
    const follow = { hasKeys: true, identify: (...given: Parameters<typeof access.identify>) => access.identify(...given), admit: (...given: Parameters<typeof access.admit>) => access.admit(...given) };
    await using server = await servePage({ providers: [echo().provider], access: follow });
    await using window = await open();
    const { page } = window;
    await page.goto(server.url);
    const notice = page.getByRole('alert').filter({ hasText: 'key' });
    await notice.getByText('This gateway asks for a key.').waitFor();
    await notice.getByRole('textbox', { name: 'Key' }).fill('first-key-of-the-team');
    await notice.getByRole('button', { name: 'Use this key' }).click();
    await page.getByRole('combobox', { name: 'Model: Automatic' }).waitFor();
    await say(page, 'Hi');
    await answers(page).getByText('You said: Hi').waitFor();

    access = await keys('second-key-of-the-team');
    await say(page, 'And now?');
    await page.getByText('The gateway no longer takes this key').waitFor();
    expect(await (await over(page, 2)).getByRole('alert').innerText()).toContain('The gateway asks for a key that it knows.');
    await page.getByRole('textbox', { name: 'Key' }).fill('second-key-of-the-team');
    await page.getByRole('button', { name: 'Use this key' }).click();
    await answers(page).nth(1).getByRole('button', { name: 'Try again' }).click();
    await answers(page).getByText('You said: And now?').waitFor();
    await page.reload();
    await say(page, 'Still?');
    await answers(page).getByText('You said: Still?').waitFor();
  });

  browserTest('may be out of reach: that is said, and what was asked stays', async () => {
    await using server = await servePage({ providers: [echo().provider] });
    await using window = await open();
    const { page, context } = window;
    await page.goto(server.url);
    await page.getByRole('combobox', { name: 'Model: Automatic' }).waitFor();
    await context.setOffline(true);
    await say(page, 'Anybody there?');
    const alert = answers(page).getByRole('alert');
    await alert.getByText('The gateway could not be reached.').waitFor();
    await context.setOffline(false);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await answers(page).getByText('You said: Anybody there?').waitFor();
  });
});
