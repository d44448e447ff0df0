/** Whether a header such as `accept` or `accept-encoding` names something, and not with `q=0`. `*` does not count. */
export function accepts(header: string | undefined, name: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((each) => {
    const [value = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
    return value === name && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}
