/**
 * Keeps the values of a label to so many: whatever comes after them is `other`. Names of models come from clients, and Prometheus keeps
 * every one that it has seen.
 *
 * @example
 * const model = bounded(200);
 * model('gpt-4o'); // 'gpt-4o'
 */
export function bounded(most: number): (value: string) => string {
  const seen = new Set<string>();
  return (value) => {
    if (seen.has(value)) return value;
    if (seen.size >= most || value.length > 100) return 'other';
    seen.add(value);
    return value;
  };
}
