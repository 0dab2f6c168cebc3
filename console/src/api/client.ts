import type { InspectionEvent, InspectionRequest } from './types'

/** A refusal by the server, or no answer from it: `code` has an entry in docs/errors.md. */
export class Problem extends Error {
  constructor(readonly code: string, readonly status: number, readonly detail: string, readonly body: unknown = null) {
    super(detail || code)
  }
}

/** The server did not answer at all. */
export const unreachable = 'serverUnreachable'

type Line = 'up' | 'down'
const listeners = new Set<(line: Line) => void>()
/** Tells whenever the server answers or stops answering. */
export function onLine(listener: (line: Line) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
function tell(line: Line) {
  for (const listener of listeners) listener(line)
}

const unauthorised = new Set<() => void>()
/** Tells when the session has ended. */
export function onSignedOut(listener: () => void): () => void {
  unauthorised.add(listener)
  return () => unauthorised.delete(listener)
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const body: unknown = await response.json()
    const told = body as { code?: string; detail?: string; title?: string }
    return new Problem(told.code ?? `http${response.status}`, response.status, told.detail ?? told.title ?? '', body)
  } catch {
    return new Problem(`http${response.status}`, response.status, '')
  }
}

async function send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  if (!headers.has('Accept')) headers.set('Accept', 'application/json')
  if (method !== 'GET') headers.set('X-Limen-Request', '1')
  let response: Response
  try {
    response = await fetch(path, { ...init, method, headers, credentials: 'same-origin', cache: 'no-store' })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    tell('down')
    throw new Problem(unreachable, 0, '')
  }
  tell(response.status === 502 || response.status === 503 || response.status === 504 ? 'down' : 'up')
  if (response.ok) return response
  const problem = await problemOf(response)
  if (response.status === 401 && problem.code === 'notSignedIn') for (const listener of unauthorised) listener()
  throw problem
}

async function body<T>(response: Response): Promise<T> {
  const text = await response.text()
  return (text.length === 0 ? undefined : JSON.parse(text)) as T
}

const json = (value: unknown): RequestInit =>
  value === undefined ? {} : { body: JSON.stringify(value), headers: { 'Content-Type': 'application/json' } }

export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> => body<T>(await send('GET', path, signal ? { signal } : {}))
export const post = async <T>(path: string, value?: unknown): Promise<T> => body<T>(await send('POST', path, json(value)))
export const remove = async <T>(path: string): Promise<T> => body<T>(await send('DELETE', path))
export const upload = async <T>(path: string, files: FormData): Promise<T> => body<T>(await send('POST', path, { body: files }))

/** Inspects, telling each event in the order in which it happens. */
export async function inspect(request: InspectionRequest, told: (event: InspectionEvent) => void, signal: AbortSignal): Promise<void> {
  const init = json(request)
  const headers = { ...(init.headers as Record<string, string>), Accept: 'application/x-ndjson' }
  const response = await send('POST', '/api/inspections', { ...init, headers, signal })
  let judged = false
  try {
    for await (const line of lines(response)) {
      const event = JSON.parse(line) as InspectionEvent
      if (event.event === 'failed') throw new Problem(event.problem.code, event.problem.status, event.problem.title, event.problem)
      judged ||= event.event === 'verdict'
      told(event)
    }
  } catch (error) {
    if (signal.aborted || error instanceof Problem) throw error
    tell('down')
  }
  if (!judged) throw new Problem('answerBroken', 0, '')
}

async function* lines(response: Response): AsyncGenerator<string> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    rest += value
    const parts = rest.split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) if (part.trim()) yield part
  }
  if (rest.trim()) yield rest
}
