import { useSyncExternalStore } from 'react'

const subscribe = (changed: () => void) => {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

/** The parts of the address after the hash: #/inspections/0198 gives ['inspections', '0198']. */
export function useRoute(): string[] {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  return hash.replace(/^#\/?/, '').split('?')[0]!.split('/').filter(part => part.length > 0).map(decodeURIComponent)
}

export function go(to: string): void {
  location.hash = to
}
