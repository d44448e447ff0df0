import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { configJsonSchema } from './json-schema.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong, and where. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The names of all fields of a configuration. */
function fieldNames(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, value]: [string, unknown]) => [
    ...(name === 'properties' && typeof value === 'object' && value !== null ? Object.keys(value) : []),
    ...fieldNames(value),
  ]);
}

function unknownField(name: string): string {
  const near = closest(name, [...new Set(fieldNames(configJsonSchema()))]);
  const isNear = near.toLowerCase() === name.toLowerCase() || distance(name, near) <= 2;
  return `there is no such field here${isNear ? `; did you mean ${near}?` : ''}`;
}

/** Of another kind altogether than a branch of a union takes. */
const isElsewhere = ({ path, code }: Issue): boolean => path.length === 0 && (code === 'invalid_type' || code === 'custom' || code === 'invalid_value');

/** Says in words what is wrong with a configuration, for each thing that is. */
export function problemsOf(issues: readonly Issue[], above: readonly PropertyKey[] = []): readonly Fault[] {
  return issues.flatMap((issue): readonly Fault[] => {
    const path = [...above, ...issue.path];
    if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => ({ path: [...path, name], message: unknownField(name) }));
    if (issue.code === 'invalid_union') {
      const meant = issue.errors.find((branch) => !branch.some(isElsewhere));
      if (meant !== undefined) return problemsOf(meant, path);
    }
    if (issue.code === 'invalid_type' && issue.input === undefined && issue.message.endsWith('received undefined')) return [{ path, message: `is missing; it must be of type ${issue.expected}` }];
    return [{ path, message: issue.message.replace(/^Invalid (?:input|option): expected (?:one of )?/, 'must be ') }];
  });
}
