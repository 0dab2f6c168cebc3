import type { Post, Source } from '../api/types'

/** Lists of which a post has another version than the hub, or none. */
export const behind = (post: Post, sources: Source[]): Source[] =>
  sources.filter(source => source.listVersion !== null && post.listVersions[source.source] !== source.listVersion)

const clockMost = 300
const waitingMost = 15 * 60

/** How a post stands, worst first: what has to be done before what is only worth knowing. */
export type Standing = 'trouble' | 'silent' | 'doubt' | 'invited' | 'fine' | 'gone'
const order: Standing[] = ['trouble', 'silent', 'doubt', 'invited', 'fine', 'gone']

/** Judges one post by what it told. */
export function standing(post: Post, sources: Source[], now: number): Standing {
  if (post.state === 'revoked' || post.state === 'lapsed') return 'gone'
  if (post.state === 'invited') return 'invited'
  if (post.trouble) return 'trouble'
  if (!post.connected) return 'silent'
  const waits = post.queue.oldest ? (now - Date.parse(post.queue.oldest)) / 1000 : 0
  const doubtful = behind(post, sources).length > 0 || waits > waitingMost || Math.abs(post.clockOffsetSeconds ?? 0) > clockMost
  return doubtful ? 'doubt' : 'fine'
}

/** The worst first; equal ones by how long they have been silent, then by name. */
export function worstFirst(posts: Post[], sources: Source[], now: number): { post: Post; standing: Standing }[] {
  return posts.map(post => ({ post, standing: standing(post, sources, now) })).sort((a, b) =>
    order.indexOf(a.standing) - order.indexOf(b.standing)
    || (a.standing === 'silent' ? (a.post.lastSeen ?? '').localeCompare(b.post.lastSeen ?? '') : 0)
    || a.post.name.localeCompare(b.post.name))
}
