/** Kinds of journal entries that can be asked for by name. */
export const kinds = ['inspection', 'decision', 'import', 'importRefused', 'signIn', 'signInFailed', 'signOut', 'officerChanged', 'keyCreated', 'keyRevoked'] as const
