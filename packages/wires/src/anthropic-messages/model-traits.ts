/** What the service takes from one model and refuses from another, each with a 400. */
export interface ModelTraits {
  /** The most that `max_tokens` may be. Tokens. */
  readonly mostOutput: number;
  /** `temperature` and `top_p` are taken. */
  readonly takesSampling: boolean;
  /** Thinking is asked for as `adaptive`, by a budget of tokens, or not at all. */
  readonly thinking: 'adaptive' | 'budget' | 'none';
  /** `output_config.effort` is taken. */
  readonly takesEffort: boolean;
  /** `tool_choice` may be `any` or `tool`. */
  readonly takesForcedTools: boolean;
  /** `role: 'system'` may stand among the messages. */
  readonly takesLateSystem: boolean;
  /** It is one of Anthropic's own. */
  readonly isClaude: boolean;
}

/** Models of others that speak this wire: nothing is known, so nothing is held back but what only newer ones of Anthropic know. */
const unknown: ModelTraits = {
  mostOutput: 4_096,
  takesSampling: true,
  thinking: 'budget',
  takesEffort: false,
  takesForcedTools: true,
  takesLateSystem: false,
  isClaude: false,
};

const pattern = /claude-(?:(?<line>[a-z]+)-)?(?<major>\d)(?:[-.](?<minor>\d)(?!\d))?(?:-(?<suffix>[a-z]+))?/;

/**
 * Reads a model's traits off its id. They follow its version, so that a model of tomorrow is taken for one of today's.
 *
 * @see https://platform.claude.com/docs/en/about-claude/models/overview
 * @see https://platform.claude.com/docs/en/build-with-claude/thinking
 */
export function modelTraits(model: string): ModelTraits {
  if (model.includes('claude-mythos-preview')) return claude('mythos', 4.7);
  const found = pattern.exec(model)?.groups;
  if (found === undefined) return unknown;
  const { line = found['suffix'] ?? '', major = '', minor = '0' } = found;
  return claude(line, Number(`${major}.${minor}`));
}

function claude(line: string, version: number): ModelTraits {
  return {
    mostOutput: mostOutput(line, version),
    takesSampling: version < 4.7,
    thinking: version >= 4.6 ? 'adaptive' : version >= 3.7 ? 'budget' : 'none',
    takesEffort: version >= 4.6 || (line === 'opus' && version === 4.5),
    takesForcedTools: version < 5.1 || line === 'haiku',
    takesLateSystem: version >= 4.8,
    isClaude: true,
  };
}

function mostOutput(line: string, version: number): number {
  if (version >= 4.6) return 128_000;
  if (line === 'opus' && version >= 4 && version < 4.5) return 32_000;
  if (version >= 3.7) return 64_000;
  return version >= 3.5 ? 8_192 : 4_096;
}
