/** The laws that nobody can keep who leaves the connection to the SDK. What of them holds is tested in `sdk-connection.test.ts`. */
export const unkept = {
  'keeps deadlines': 'the SDK opens the connection unseen, so that `connect` cannot be told from `firstByte`; the others hold',
  'bounds error bodies': 'the SDK reads the body of a refusal to its end; a deadline ends one that has none',
};
