import { useTranslation } from 'react-i18next'
import { get } from '../api/client'
import type { Line, Source } from '../api/types'
import { FirstLine } from '../inspections/FirstLine'
import { Inspections } from '../inspections/Inspections'
import { OneInspection } from '../inspections/OneInspection'
import { Journal } from '../journal/Journal'
import { Lists } from '../lists/Lists'
import { Keys } from '../officers/Keys'
import { Officers } from '../officers/Officers'
import { Empty, Screen } from '../parts/Screen'
import { useLoaded, type Loaded } from '../parts/useLoaded'
import { Posts } from '../posts/Posts'
import { ChangePassword } from '../session/ChangePassword'
import { useSession } from '../session/session'
import { useIdle } from '../session/useIdle'
import { Sources } from '../sources/Sources'
import { Trust } from '../trust/Trust'
import { Header, pagesFor } from './Header'
import { go, useRoute } from './route'

const noSources: Source[] = []
const sourcesEvery = 10_000
const lineEvery = 5_000

/** Everything behind the door. */
export function Pages({ up }: { up: boolean }) {
  const { session, leave } = useSession()
  const route = useRoute()
  const idleLeft = useIdle(() => leave('locked'))
  const sources = useLoaded(signal => get<Source[]>('/api/sources', signal), 'sources', sourcesEvery)
  const line = useLoaded(signal => get<Line>('/api/line', signal), 'line', lineEvery)
  const here = route[0] ?? pagesFor(session)[0]!
  return (
    <div className="shell">
      <Header up={up} sources={sources.value} line={line.value} here={here} idleLeft={idleLeft} />
      <Page here={here} id={route[1]} sources={sources} line={line} />
    </div>
  )
}

function Page({ here, id, sources, line }: { here: string; id: string | undefined; sources: Loaded<Source[]>; line: Loaded<Line> }) {
  const { t } = useTranslation()
  const { session } = useSession()
  if (here === 'session') return <ChangePassword forced={false} done={() => go('/')} leave={() => history.back()} />
  if (!pagesFor(session).includes(here)) return <Screen title={t('page.unknown')}><Empty title={t('page.unknownLead')} /></Screen>
  switch (here) {
    case 'inspect': return <FirstLine sources={sources.value ?? noSources} />
    case 'inspections': return id ? <OneInspection id={id} /> : <Inspections />
    case 'lists': return <Lists />
    case 'trust': return <Trust />
    case 'posts': return <Posts line={line} sources={sources.value ?? []} />
    case 'officers': return <Officers />
    case 'keys': return <Keys />
    case 'journal': return <Journal />
    default: return <Sources sources={sources} />
  }
}
