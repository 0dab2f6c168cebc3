import { Checkbox, CheckboxGroup, FieldError, Label } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Role } from '../api/types'

const allRoles: Role[] = ['firstLine', 'secondLine', 'listOwner', 'administrator', 'auditor']

/** Which roles; at least one. */
export function RoleBoxes({ of = allRoles, roles, onChange, wrong }: { of?: Role[]; roles: Role[]; onChange: (roles: Role[]) => void; wrong: boolean }) {
  const { t } = useTranslation()
  return (
    <CheckboxGroup value={roles} onChange={chosen => onChange(chosen as Role[])} isInvalid={wrong} className="radios">
      <Label>{t('officers.roles')}</Label>
      {of.map(role => (
        <Checkbox key={role} value={role}>
          <span className="box" aria-hidden="true" />
          <span><strong>{t(`role.${role}`)}</strong> <span className="quiet">{t(`roleLead.${role}`)}</span></span>
        </Checkbox>
      ))}
      <FieldError>{t('officers.noRole')}</FieldError>
    </CheckboxGroup>
  )
}
