import { useTranslation } from 'react-i18next'
import type { Agreement, Evidence } from '../api/types'
import { day } from '../parts/time'
import { Mark, type Shape } from '../parts/Mark'

const shapes: Record<Agreement, [Shape, string]> = {
  equal: ['tick', 'agrees'],
  equalAsRead: ['tick', 'agrees'],
  otherSpelling: ['tick', 'agrees'],
  shortForm: ['question', 'doubt'],
  prefix: ['question', 'doubt'],
  misspelt: ['question', 'doubt'],
  joined: ['tick', 'agrees'],
  swapped: ['question', 'doubt'],
  partial: ['question', 'doubt'],
  omitted: ['dash', 'none'],
  contradicted: ['cross', 'differs'],
}

/** Field by field: what is in hand, what is listed, and how the two relate, in words. */
export function EvidenceTable({ evidence }: { evidence: Evidence[] }) {
  const { t, i18n } = useTranslation()
  const dated = (text: string) => (/^\d{4}(-\d\d){0,2}$/.test(text) ? day(i18n.language, text) : text || '-')
  // The document's class is the program's word, everything else the traveller's or the list's.
  const shown = (field: string, text: string) => (field === 'documentClass' && text ? t(`documentClass.${text.charAt(0).toLowerCase()}${text.slice(1)}`, { defaultValue: text }) : dated(text))
  const pieces = evidence.filter(one => one.asked !== '' || one.listed !== '')
  if (pieces.length === 0) return null
  return (
    <table className="evidence">
      <thead className="hidden"><tr><th>{t('evidence.field')}</th><th>{t('evidence.asked')}</th><th>{t('evidence.listed')}</th><th>{t('evidence.agreement')}</th></tr></thead>
      <tbody>
        {pieces.map((one, i) => {
          const [shape, look] = shapes[one.agreement] ?? ['dash', 'none']
          return (
            <tr key={i} className={look} title={one.words}>
              <th scope="row">{t(`field.${one.field}`, { defaultValue: one.field })}</th>
              <td>{shown(one.field, one.asked)}</td>
              <td>{shown(one.field, one.listed)}</td>
              <td><Mark shape={shape} look={look} /> {t(`agreement.${one.agreement}`, { defaultValue: one.words })}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
