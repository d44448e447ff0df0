/** A line of code: texts, and the class of each that has a colour. */
export type Line = readonly (readonly [text: string, name?: string])[];
