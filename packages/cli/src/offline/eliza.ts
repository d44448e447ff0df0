import { reflect } from './reflect.ts';
import { fallbacks, keywords, type Rule } from './script.ts';

/** A conversation so far: what was said to the responder, and what it answered. */
export interface Conversation {
  /** Oldest first; the last one is to be answered. */
  readonly said: readonly [...string[], string];
  readonly answered: readonly string[];
}

interface Match {
  readonly rule: Rule;
  readonly phrase: string;
}

/** Phrases of lower-case words: a clause is as far as a rule looks. */
function clauses(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/[.,;:!?\n]|\bbut\b/)
    .map((clause) => clause.replace(/[^\p{L}\p{N}' -]/gu, ' ').replace(/\s+/g, ' ').trim())
    .filter((clause) => clause !== '');
}

/** The rule that answers a text, by rank and then by order, with what its pattern caught, turned round. */
function matchRule(text: string): Match | undefined {
  const found = clauses(text)
    .flatMap((clause) =>
      keywords.flatMap(({ word, rank, rules }) => {
        const at = clause.search(word);
        return at === -1 ? [] : [{ clause, rank, rules, at }];
      }),
    )
    .sort((a, b) => b.rank - a.rank || (a.clause === b.clause ? a.at - b.at : 0));
  for (const { clause, rules } of found) {
    for (const rule of rules) {
      const match = rule.match.exec(clause);
      if (match !== null) return { rule, phrase: reflect(match[1] ?? '') };
    }
  }
  return undefined;
}

function choose(replies: readonly string[], phrase: string, answered: readonly string[], random: () => number): string {
  const filled = replies.map((reply) => reply.replaceAll('$1', () => phrase));
  const fresh = filled.filter((reply) => !answered.includes(reply));
  const from = fresh.length > 0 ? fresh : filled;
  return from[Math.floor(random() * from.length)] ?? '';
}

/**
 * Answers as ELIZA does (J. Weizenbaum, 1966): by the word of the highest rank, by what was said earlier where there is none,
 * and by a nod otherwise. What was answered before is not said again while there is something else to say.
 *
 * @example
 * answer({ said: ['I am tired.'], answered: [] }, Math.random); // 'What makes you tired?', or another
 */
export function answer({ said, answered }: Conversation, random: () => number): string {
  const matches = said.map(matchRule);
  const now = matches.at(-1);
  if (now !== undefined) return choose(now.rule.replies, now.phrase, answered, random);
  const memories = matches.flatMap((match) => (match?.rule.memory ?? []).map((reply) => reply.replaceAll('$1', () => match?.phrase ?? '')));
  const untold = memories.filter((memory) => !answered.includes(memory));
  return choose(untold.length > 0 ? untold : fallbacks, '', answered, random);
}
