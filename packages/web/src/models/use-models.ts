import { useMemo } from 'react';
import { listProviders } from '../api/providers.ts';
import { useResource, type Resource } from '../api/use-resource.ts';
import { modelOptions, type ModelOption } from './model-option.ts';

/** The models that can be asked for, as the gateway says. */
export function useModels(): Resource<readonly ModelOption[]> {
  const resource = useResource(listProviders);
  const data = useMemo(() => (resource.data === undefined ? undefined : modelOptions(resource.data)), [resource.data]);
  return { ...resource, data };
}
