/**
 * What to take for models that their makers have closed, or advise to leave: for a registry's `replacements`. Opt-in, as another model
 * gives another answer.
 *
 * After https://platform.openai.com/docs/deprecations and https://docs.claude.com/en/docs/about-claude/model-deprecations. Where the model
 * that is named there is gone too, the oldest of its family that has still a price.
 */
export const replacements = {
  'claude-2.0': 'claude-sonnet-4-5',
  'claude-2.1': 'claude-sonnet-4-5',
  'claude-3-5-haiku-20241022': 'claude-haiku-4-5',
  'claude-3-5-sonnet-20240620': 'claude-sonnet-4-5',
  'claude-3-5-sonnet-20241022': 'claude-sonnet-4-5',
  'claude-3-7-sonnet-20250219': 'claude-sonnet-4-5',
  'claude-3-opus-20240229': 'claude-opus-4-5',
  'claude-3-sonnet-20240229': 'claude-sonnet-4-5',
  'gpt-3.5-turbo': 'gpt-4o-mini',
  'gpt-3.5-turbo-0613': 'gpt-4o-mini',
  'gpt-3.5-turbo-16k': 'gpt-4o-mini',
  'gpt-4-32k': 'gpt-4o',
  'gpt-4-turbo-preview': 'gpt-4o',
  'gpt-4-vision-preview': 'gpt-4o',
  'o1-mini': 'o4-mini',
  'o1-preview': 'o3',
} as const;
