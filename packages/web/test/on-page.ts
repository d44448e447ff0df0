import type { Locator, Page } from 'playwright-core';

/** The field in which one asks. */
export const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Message', exact: true });

/** The answers, in their order. */
export const answers = (page: Page): Locator => page.getByRole('article', { name: 'Answer' });

/** Says something, as a user does. */
export async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}

/** Waits until the last answer is over. */
export async function over(page: Page, count = 1): Promise<Locator> {
  const answer = answers(page).nth(count - 1);
  await answer.and(page.locator('[aria-busy="false"]')).waitFor();
  return answer;
}
