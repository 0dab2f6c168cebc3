import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client'
import type { ListState } from '../api/types'
import { Key } from '../parts/Key'
import { Empty, Screen, Waiting } from '../parts/Screen'
import { TableBox } from '../parts/TableBox'
import { Trouble } from '../parts/Trouble'
import { count, moment } from '../parts/time'
import { useLoaded } from '../parts/useLoaded'
import { useRoute } from '../shell/route'
import { ImportDialog } from './ImportDialog'
import { Versions } from './Versions'

/** The lists that this node keeps, for those who own them. */
export function Lists() {
  const { t, i18n } = useTranslation()
  const id = useRoute()[1]
  const { value, problem, reload } = useLoaded(signal => get<ListState[]>('/api/lists', signal), 'lists')
  const [importing, setImporting] = useState<{ list: ListState | null } | null>(null)
  const shown = value?.find(list => list.id === id)
  if (shown) return <Versions list={shown} />
  return (
    <Screen title={t('page.lists')} lead={t('lists.lead')} tools={<Key look="main" onPress={() => setImporting({ list: null })}>{t('lists.import')}</Key>}>
      {problem && <Trouble problem={problem} again={reload} />}
      {!value && !problem && <Waiting word={t('word.loading')} />}
      {value?.length === 0 && <Empty title={t('lists.none')}>{t('lists.noneLead')}</Empty>}
      {value && value.length > 0 && (
        <TableBox name={t('page.lists')}>
          <table className="rows">
            <thead>
              <tr>
                <th>{t('lists.list')}</th><th>{t('lists.kind')}</th><th className="n">{t('lists.version')}</th><th className="n">{t('lists.entries')}</th>
                <th>{t('lists.importedAt')}</th><th>{t('lists.format')}</th><th>{t('lists.owner')}</th><th><span className="hidden">{t('word.actions')}</span></th>
              </tr>
            </thead>
            <tbody>
              {value.map(list => (
                <tr key={list.id}>
                  <th scope="row"><a href={`#/lists/${encodeURIComponent(list.id)}`}>{list.title}</a> {list.title !== list.id && <span className="quiet mono">{list.id}</span>}</th>
                  <td>{t(`kind.${list.kind}`)}</td>
                  <td className="n">{count(i18n.language, list.version)}</td>
                  <td className="n">{count(i18n.language, list.entries)}</td>
                  <td className="at">{moment(i18n.language, list.importedAt)}</td>
                  <td>{list.format ?? '-'}</td>
                  <td>{list.owner ?? '-'}</td>
                  <td><Key onPress={() => setImporting({ list })} aria-label={t('lists.importInto', { list: list.title })}>{t('lists.update')}</Key></td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {importing && <ImportDialog list={importing.list} onClose={() => setImporting(null)} onImported={reload} />}
    </Screen>
  )
}
