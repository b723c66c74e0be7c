import type { ConversationCard } from "@flywheel/api/type";
import { messageOf } from "@flywheel/host";
import { EmptyState, ErrorState, LoadingState } from "@flywheel/ui";
import { Button, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { now } from "../../clock.ts";
import { byDay } from "./by-day.ts";
import { ConversationItem } from "./conversation-item.tsx";
import classes from "./conversation-list.module.css";
import { DeleteDialog } from "./delete-dialog.tsx";
import { RenameDialog } from "./rename-dialog.tsx";

export type ConversationListProps = {
  readonly list: {
    readonly data: readonly ConversationCard[] | undefined;
    readonly error: unknown;
    readonly isFetching: boolean;
    readonly refetch: () => unknown;
  };
  readonly currentId: string | null;
  readonly onNew: () => void;
  /** Somebody went to a conversation: a drawer can close. */
  readonly onGone: () => void;
  readonly onRename: (id: string, title: string) => void;
  readonly onDelete: (id: string) => void;
};

export function ConversationList({ list, currentId, onNew, onGone, onRename, onDelete }: ConversationListProps) {
  const [renaming, setRenaming] = useState<ConversationCard | null>(null);
  const [deleting, setDeleting] = useState<ConversationCard | null>(null);
  return (
    <div className={classes.list}>
      <Button variant="default" leftSection={<IconPlus size={18} />} onClick={onNew}>
        New conversation
      </Button>
      <nav aria-label="Conversations" className={classes.groups}>
        {list.data ? (
          byDay(list.data, now()).map(({ title, conversations }) => (
            <section key={title}>
              <Title order={2} className={classes.day}>
                {title}
              </Title>
              <ul className={classes.items}>
                {conversations.map((conversation) => (
                  <ConversationItem
                    key={conversation.id}
                    conversation={conversation}
                    current={conversation.id === currentId}
                    onGone={onGone}
                    onRename={() => setRenaming(conversation)}
                    onDelete={() => setDeleting(conversation)}
                  />
                ))}
              </ul>
            </section>
          ))
        ) : (
          <NotLoaded list={list} />
        )}
        {list.data?.length === 0 ? (
          <EmptyState title="No conversations yet">They are kept here, and found again after a reload.</EmptyState>
        ) : null}
      </nav>
      <RenameDialog conversation={renaming} onClose={() => setRenaming(null)} onRename={onRename} />
      <DeleteDialog conversation={deleting} onClose={() => setDeleting(null)} onDelete={onDelete} />
    </div>
  );
}

function NotLoaded({ list }: Pick<ConversationListProps, "list">) {
  if (!list.error) return <LoadingState label="Loading conversations" lines={4} />;
  return (
    <ErrorState title="They could not be loaded" onRetry={() => void list.refetch()} retrying={list.isFetching}>
      {messageOf(list.error)}
    </ErrorState>
  );
}
