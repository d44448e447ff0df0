import type { Names } from './names.ts';
import { templateFile, templateSources, type Files } from './template.ts';

/** The files of a package of this repository, by their paths in it. */
export function insideFiles(names: Names): Files {
  const own = {
    'package.json': templateFile('inside/package.json', names),
    'README.md': templateFile('inside/README.md', names),
    ...templateSources(names),
  };
  return {
    ...Object.fromEntries(Object.entries(own).map(([file, text]) => [`packages/provider-${names.id}/${file}`, text])),
    [`.changeset/first-provider-${names.id}.md`]: templateFile('inside/changeset.md', names),
  };
}
