import { expect, test } from 'vitest'
import type { Post, Source } from '../api/types'
import { behind, standing, worstFirst } from './standing'

const now = Date.parse('2026-01-01T12:00:00Z')
const source: Source = { source: 'sltd', title: 'SLTD', kind: 'documents', state: 'ready', listVersion: 3, asOf: null, ageSeconds: null, stale: false, entries: 1, deadlineMs: 1000, staleAfterSeconds: null }
const post = (name: string, more: Partial<Post> = {}): Post => ({
  name, state: 'enrolled', invitedUntil: null, enrolledAt: null, revokedAt: null, lastSeen: '2026-01-01T12:00:00Z', connected: true, listVersions: { sltd: 3 },
  queue: { waiting: 0, oldest: null }, program: '1', clockOffsetSeconds: 0, trouble: null, code: null, ...more,
})

test('a post stands by the worst that it told', () => {
  expect(standing(post('a'), [source], now)).toBe('fine')
  expect(standing(post('a', { listVersions: { sltd: 2 } }), [source], now)).toBe('doubt')
  expect(standing(post('a', { clockOffsetSeconds: -301 }), [source], now)).toBe('doubt')
  expect(standing(post('a', { queue: { waiting: 1, oldest: '2026-01-01T11:44:00Z' } }), [source], now)).toBe('doubt')
  expect(standing(post('a', { connected: false }), [source], now)).toBe('silent')
  expect(standing(post('a', { connected: false, trouble: 'chainForked' }), [source], now)).toBe('trouble')
  expect(standing(post('a', { state: 'revoked', connected: false }), [source], now)).toBe('gone')
  expect(behind(post('a', { listVersions: {} }), [source])).toEqual([source])
})

test('the worst comes first, and the longest silent before those heard of late', () => {
  const posts = [post('fine'), post('gone', { state: 'revoked' }), post('late', { connected: false }), post('long', { connected: false, lastSeen: '2025-12-01T00:00:00Z' }), post('ill', { trouble: 'x' })]
  expect(worstFirst(posts, [source], now).map(one => one.post.name)).toEqual(['ill', 'long', 'late', 'fine', 'gone'])
})
