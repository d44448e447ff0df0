/** One way to take a sentence apart, and the ways to answer it: `$1` is the first group, turned round. */
export interface Rule {
  readonly match: RegExp;
  readonly replies: readonly [string, ...string[]];
  /** Said later, when nothing else comes to mind. */
  readonly memory?: readonly [string, ...string[]];
}

/** A word that matters. The sentence is given to the one with the highest rank; among equals, to the first that was said. */
export interface Keyword {
  readonly word: RegExp;
  readonly rank: number;
  readonly rules: readonly [Rule, ...Rule[]];
}

const any = /^.*$/;

/** What the offline responder knows. All of it is lower case, without punctuation but apostrophes. */
export const keywords: readonly Keyword[] = [
  {
    word: /\b(?:computer|machine|robot|program|chatbot|ai)s?\b/,
    rank: 10,
    rules: [
      {
        match: any,
        replies: [
          'Does it trouble you that a program is listening?',
          'I am a short list of rules, and no model. What would you want a machine to understand?',
          'What do you think programs have to do with it?',
        ],
      },
    ],
  },
  {
    word: /\b(?:dream|dreamt|dreamed|dreams)\b/,
    rank: 8,
    rules: [
      { match: /\bi (?:dreamt|dreamed) (?:of |about |that )?(.+)$/, replies: ['What does it mean to you that you dreamt $1?', 'Have you thought of $1 while awake?'] },
      { match: any, replies: ['What do your dreams tell you?', 'Who appears in your dreams?'] },
    ],
  },
  {
    word: /\bremember\b/,
    rank: 7,
    rules: [
      { match: /\bi (?:still )?remember (.+)$/, replies: ['What else comes back with $1?', 'What brought $1 to mind just now?'] },
      { match: /\bdo you remember (.+)$/, replies: ['Why should I bring up $1 now?', 'What about $1?'] },
      { match: any, replies: ['What is your earliest memory of it?'] },
    ],
  },
  {
    word: /\bif\b/,
    rank: 6,
    rules: [{ match: /\bif (.+)$/, replies: ['How likely do you think it is that $1?', 'Do you wish that $1?', 'And what if $1?'] }],
  },
  {
    word: /\b(?:mother|father|mum|mom|dad|sister|brother|wife|husband|son|daughter|family|parents)\b/,
    rank: 6,
    rules: [
      {
        match: /\bmy (mother|father|mum|mom|dad|sister|brother|wife|husband|son|daughter|family|parents)\b/,
        replies: ['Tell me more about your $1.', 'How do you get on with your $1?', 'What comes to mind when you think of your $1?'],
        memory: ['Earlier you spoke of your $1.', 'Does this have to do with your $1?'],
      },
      { match: any, replies: ['Tell me about your own family.'] },
    ],
  },
  {
    word: /\b(?:i'm|i am|i feel|i've been|i have been)\b/,
    rank: 5,
    rules: [
      {
        match: /\b(?:i'm|i am|i feel|i've been|i have been) ((?:so |very |rather |quite |really |too |always |often )?(?:sad|unhappy|depressed|lonely|afraid|anxious|angry|tired|worried|sick|lost|scared))\b/,
        replies: ['I am sorry to hear that you are $1. When did it begin?', 'What makes you $1?', 'Do you think that talking helps when you are $1?'],
      },
      {
        match: /\b(?:i'm|i am|i feel|i've been|i have been) ((?:so |very |rather |quite |really )?(?:happy|glad|well|better|excited|calm|proud|fine|relieved))\b/,
        replies: ['What made you $1?', 'How does it show when you are $1?', 'What would keep you $1?'],
      },
      { match: /\b(?:i'm|i am) (.+)$/, replies: ['How long have you been $1?', 'How do you feel about being $1?', 'Did you come here because you are $1?'] },
      { match: /\bi feel (.+)$/, replies: ['Do you often feel $1?', 'When do you usually feel $1?', 'What else do you feel?'] },
      { match: any, replies: ['What has that been like?'] },
    ],
  },
  {
    word: /\b(?:i want|i need|i wish|i would like|i'd like)\b/,
    rank: 5,
    rules: [
      {
        match: /\bi (?:want|need|wish|would like) (?:for )?(.+)$/,
        replies: ['What would it change if you got $1?', 'Why do you want $1?', 'Suppose you never got $1. What then?'],
      },
      { match: /\bi'd like (.+)$/, replies: ['What would it mean to you to get $1?'] },
      { match: any, replies: ['What is it that you want most?'] },
    ],
  },
  {
    word: /\bi (?:can't|cannot|can not)\b/,
    rank: 5,
    rules: [{ match: /\bi (?:can't|cannot|can not) (.+)$/, replies: ['What keeps you from it: $1?', 'Have you tried to $1?', 'Perhaps you could $1 now.'] }],
  },
  {
    word: /\byou(?:'re| are)\b/,
    rank: 4,
    rules: [
      { match: /\byou(?:'re| are) (.+)$/, replies: ['What makes you think that I am $1?', 'Would it please you if I were $1?', 'Perhaps you would like to be $1 yourself.'] },
      { match: any, replies: ['Let us talk about you, not about me.'] },
    ],
  },
  {
    word: /\bmy\b/,
    rank: 3,
    rules: [
      {
        match: /\bmy (.+)$/,
        replies: ['Your $1?', 'Why do you say that your $1?', 'What does your $1 mean to you?'],
        memory: ['Let us go back: your $1.', 'Earlier you said that your $1.', 'Has it to do with your $1?'],
      },
    ],
  },
  {
    word: /\b(?:because|since)\b/,
    rank: 3,
    rules: [{ match: any, replies: ['Is that the real reason?', 'What other reasons come to mind?', 'What else does that explain?'] }],
  },
  {
    word: /\b(?:what|how|when|where|who|which|why|explain|tell)\b/,
    rank: 2,
    rules: [
      { match: /\bwhy (?:don't|can't|won't) you (.+)$/, replies: ['Do you believe that I should $1?', 'Perhaps I will $1 in good time.'] },
      { match: /\bwhy (?:don't|can't|won't) i (.+)$/, replies: ['Do you think you should $1?', 'What stops you?'] },
      {
        match: /\bwhat (?:is|are|was|were|'s) (?:an? |the )?(.+)$/,
        replies: ['What do you know about $1 already?', 'What would you do with an answer about $1?', 'Why does $1 interest you?'],
      },
      {
        match: any,
        replies: ['Why do you ask?', 'What do you think yourself?', 'What answer would please you most?', 'Whom else have you asked?'],
      },
    ],
  },
  { word: /\b(?:hello|hi|hey|good (?:morning|day|evening))\b/, rank: 1, rules: [{ match: any, replies: ['Hello. What is on your mind?', 'Good day. What shall we talk about?'] }] },
  { word: /\b(?:sorry|apologi[sz]e)\b/, rank: 1, rules: [{ match: any, replies: ['No need to be sorry.', 'What do you feel when you say sorry?'] }] },
  { word: /\b(?:thanks|thank you)\b/, rank: 1, rules: [{ match: any, replies: ['You are welcome. What else is on your mind?'] }] },
  { word: /\b(?:always|never|everybody|everyone|nobody|all)\b/, rank: 1, rules: [{ match: any, replies: ['Can you think of an example?', 'Really without exception?', 'Whom do you have in mind?'] }] },
  { word: /\b(?:perhaps|maybe)\b/, rank: 1, rules: [{ match: any, replies: ['You do not sound certain.', 'What would make you sure?'] }] },
  { word: /\byes\b/, rank: 0, rules: [{ match: any, replies: ['You seem sure.', 'I see. Please go on.'] }] },
  { word: /\bno(?:pe)?\b/, rank: 0, rules: [{ match: any, replies: ['Why not?', 'Are you saying no just to be on the safe side?'] }] },
];

/** What is said where no word matters. */
export const fallbacks: readonly [string, ...string[]] = [
  'Please go on.',
  'Tell me more about that.',
  'What does that suggest to you?',
  'How do you feel about it?',
  'Could you say that in other words?',
];
