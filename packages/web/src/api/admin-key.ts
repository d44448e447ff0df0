import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/** The key of an admin. */
export interface AdminKeyState {
  /** Empty for none. */
  readonly key: string;
}

/** The admin's key, kept for this tab and no longer. */
export const useAdminKey = create<AdminKeyState>()(persist<AdminKeyState>(() => ({ key: '' }), { name: 'g4f.admin-key', storage: createJSONStorage(() => sessionStorage) }));
