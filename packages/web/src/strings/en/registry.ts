export const registry = {
  title: 'Registry',
} as const;
