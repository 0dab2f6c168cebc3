import { createContext, useContext } from 'react'
import { get, post } from '../api/client'
import type { Role, Session } from '../api/types'

export const readSession = (): Promise<Session> => get<Session>('/api/session')
export const signIn = (name: string, password: string): Promise<unknown> => post('/api/sign-in', { name, password })
export const signOut = (): Promise<unknown> => post('/api/sign-out')
export const changePassword = (current: string, next: string): Promise<unknown> => post('/api/session/password', { current, next })

interface Signed {
  session: Session
  /** Ends the session and says why on the sign-in screen. */
  leave: (why: 'signedOut' | 'locked') => void
}

export const SessionContext = createContext<Signed | null>(null)

export function useSession(): Signed {
  const signed = useContext(SessionContext)
  if (!signed) throw new Error('Only within a session.')
  return signed
}

export const may = (session: Session, ...roles: Role[]): boolean => roles.some(role => session.roles.includes(role))
