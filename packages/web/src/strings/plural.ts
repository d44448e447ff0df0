/** Gives the form of a noun that goes with a number, and the number before it: `plural('ru', 3, { one: 'час', few: 'часа', many: 'часов', other: 'часа' })` is `3 часа`. */
export function plural(language: string, count: number, forms: { readonly [form in Intl.LDMLPluralRule]?: string } & { readonly other: string }): string {
  return `${new Intl.NumberFormat(language).format(count)} ${forms[new Intl.PluralRules(language).select(count)] ?? forms.other}`;
}
