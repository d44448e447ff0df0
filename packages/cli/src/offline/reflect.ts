const reflections: { readonly [word: string]: string } = {
  i: 'you',
  me: 'you',
  my: 'your',
  mine: 'yours',
  myself: 'yourself',
  am: 'are',
  "i'm": "you're",
  "i've": "you've",
  "i'd": "you'd",
  "i'll": "you'll",
  was: 'were',
  you: 'I',
  your: 'my',
  yours: 'mine',
  yourself: 'myself',
  "you're": "I'm",
  "you've": "I've",
  "you'd": "I'd",
  "you'll": "I'll",
};

/** Before "you", these make it a subject; after any other word it is an object: "I need you" turns into "you need me". */
const subjects = /^(?:and|as|because|but|do|can|could|did|if|or|should|so|than|that|then|what|when|where|whether|while|why|will|would|are|were)$/;

/**
 * Turns a phrase round, from the speaker's side to the listener's.
 *
 * @example
 * reflect('my cat hates you'); // 'your cat hates me'
 */
export function reflect(phrase: string): string {
  const words = phrase.toLowerCase().split(/\s+/).filter(Boolean);
  return words
    .map((word, index) => {
      const before = words[index - 1];
      if (word === 'you' && (before === undefined ? words.length === 1 : !subjects.test(before))) return 'me';
      if (word === 'are' && before === 'you') return 'am';
      if (word === 'was' && before !== 'i') return 'was';
      return Object.hasOwn(reflections, word) ? (reflections[word] ?? word) : word;
    })
    .join(' ');
}
