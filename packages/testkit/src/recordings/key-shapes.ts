/**
 * What keys look like, by the words that services themselves begin theirs with: OpenAI, Anthropic, OpenRouter, DeepSeek (`sk-`), Google
 * (`AIza`), Groq, xAI, GitHub, Hugging Face, Cerebras, Replicate, Perplexity, Fireworks, Together, NVIDIA, AWS, Slack, and JSON web tokens.
 */
const shapes: readonly RegExp[] = [
  /\b(?:sk|csk|xai|pplx|nvapi|xox[abpr])-[A-Za-z0-9_-]{16,}/g,
  /\b(?:gsk|gh[opusr]|hf|r8|fw|tgp_v1)_[A-Za-z0-9]{16,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{16,}/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\bAKIA[A-Z0-9]{16}\b/g,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
];

/** What looks like a key in a text: the beginning of each, which tells whose it is and gives nothing away. */
export function keyShapesIn(text: string): readonly string[] {
  return [...new Set(shapes.flatMap((shape) => [...text.matchAll(shape)].map(([key]) => `${key.slice(0, 6)}…`)))];
}
