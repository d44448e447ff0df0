export const operate = {
  title: 'Operate',
} as const;
