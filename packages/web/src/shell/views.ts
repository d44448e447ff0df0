import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { IconName } from '../ui/icon-names.ts';

/** One view of the page: what stands behind `#/` and its id. */
export interface View {
  readonly id: 'chat' | 'compare' | 'registry' | 'operate';
  readonly icon: IconName;
  /** Loaded when it is opened for the first time. */
  readonly Component: LazyExoticComponent<ComponentType>;
}

/** The views, in the order of the navigation. */
export const views: readonly View[] = [
  { id: 'chat', icon: 'message-square', Component: lazy(async () => ({ default: (await import('../chat/chat-view.tsx')).ChatView })) },
  { id: 'compare', icon: 'columns-2', Component: lazy(async () => ({ default: (await import('../compare/compare-view.tsx')).CompareView })) },
  { id: 'registry', icon: 'network', Component: lazy(async () => ({ default: (await import('../registry/registry-view.tsx')).RegistryView })) },
  { id: 'operate', icon: 'activity', Component: lazy(async () => ({ default: (await import('../operate/operate-view.tsx')).OperateView })) },
];
