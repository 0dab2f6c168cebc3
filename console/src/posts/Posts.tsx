import { useTranslation } from 'react-i18next'
import { get } from '../api/client'
import type { Examination, Line, Source } from '../api/types'
import { Key } from '../parts/Key'
import { Screen, Waiting } from '../parts/Screen'
import { Trouble } from '../parts/Trouble'
import { useLoaded, type Loaded } from '../parts/useLoaded'
import { Differences } from './Differences'
import { Findings } from './Findings'
import { OwnLine } from './OwnLine'
import { PostList } from './PostList'

/** The operator's page: this node's line or its posts, what is wrong here, and what the hub answered otherwise. */
export function Posts({ line, sources }: { line: Loaded<Line>; sources: Source[] }) {
  const { t } = useTranslation()
  const looked = useLoaded(signal => get<Examination>('/api/doctor', signal), 'doctor', 15_000)
  const isHub = line.value?.role === 'hub'
  return (
    <Screen title={t('page.posts')} lead={t(isHub ? 'posts.leadHub' : 'posts.lead')}
      tools={<Key onPress={() => { looked.reload(); line.reload() }}>{t('doctor.again')}</Key>}>
      {line.problem && !line.value && <Trouble problem={line.problem} again={line.reload} />}
      {line.value && (isHub ? <PostList exchange={line.value.exchange} sources={sources} /> : <OwnLine line={line.value} />)}
      {looked.problem && <Trouble problem={looked.problem} again={looked.reload} />}
      {!looked.value && !looked.problem && <Waiting word={t('doctor.looking')} />}
      {looked.value && <Findings findings={looked.value.findings} />}
      {looked.value && line.value?.role && <Differences differing={looked.value.differing} isHub={isHub} />}
    </Screen>
  )
}
