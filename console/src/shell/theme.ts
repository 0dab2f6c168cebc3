export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const kept = 'limen.theme'

export function theme(): Theme {
  const found = localStorage.getItem(kept)
  return found === 'light' || found === 'dark' ? found : 'auto'
}

/** Sets the look at once; auto follows the machine. */
export function wear(wanted: Theme): void {
  localStorage.setItem(kept, wanted)
  const dark = wanted === 'dark' || (wanted === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light'
}

/** Wears what was chosen on this machine, and follows the machine where nothing was. */
export function dress(): void {
  wear(theme())
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => wear(theme()))
}
