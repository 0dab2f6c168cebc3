import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Key } from '../parts/Key'

/** A secret that is shown once and never again. */
export function Secret({ title, lead, secret, onClose }: { title: string; lead: string; secret: string; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <ModalOverlay isOpen isDismissable={false} onOpenChange={open => { if (!open) onClose() }} className="overlay">
      <Modal className="modal">
        <Dialog>
          <Heading slot="title">{title}</Heading>
          <p>{lead}</p>
          <p className="secret mono"><code>{secret}</code></p>
          <div className="row">
            <Key onPress={() => void navigator.clipboard?.writeText(secret)}>{t('word.copy')}</Key>
            <Key look="main" autoFocus onPress={onClose}>{t('word.noted')}</Key>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
