import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Post } from '../api/types'
import { Key } from '../parts/Key'
import { moment } from '../parts/time'

/** The code of an invitation, shown once, with the command in which it is typed. */
export function CodeDialog({ post, exchange, onClose }: { post: Post; exchange: string | null; onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const command = `limen enrol --hub ${exchange ?? 'https://HUB:5443'} --code ${post.code ?? ''}`
  return (
    <ModalOverlay isOpen isDismissable={false} onOpenChange={open => { if (!open) onClose() }} className="overlay">
      <Modal className="modal">
        <Dialog>
          <Heading slot="title">{t('posts.codeTitle', { name: post.name })}</Heading>
          <p>{t('posts.codeLead')}</p>
          <p className="secret mono"><code>{post.code}</code></p>
          {post.invitedUntil && <p>{t('posts.codeUntil', { at: moment(i18n.language, post.invitedUntil) })}</p>}
          <p>{t('posts.codeCommand')}</p>
          <p className="command mono"><code>{command}</code></p>
          <div className="row">
            <Key onPress={() => void navigator.clipboard?.writeText(command)}>{t('posts.copyCommand')}</Key>
            <Key look="main" autoFocus onPress={onClose}>{t('word.noted')}</Key>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
