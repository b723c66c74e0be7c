import type { ModelCard } from "@flywheel/api/type";
import { messageOf, randomBytes, useTRPC } from "@flywheel/host";
import { usePreferredModel } from "@flywheel/host/answers";
import { EmptyState, ErrorState, FillPane, LoadingState, Page } from "@flywheel/ui";
import { mint } from "@flywheel/vocabulary/mint";
import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Conversation } from "../features/converse/conversation.ts";
import { ConversationView } from "../features/converse/conversation-view.tsx";
import { ConversationList } from "../features/find-conversations/conversation-list.tsx";
import { useConversations } from "../features/find-conversations/use-conversations.ts";
import { ChatShell } from "./chat-shell.tsx";
import { type OpenConversations, useOpenConversations } from "./use-open-conversations.ts";

const newId = () => mint<string>("cnv", randomBytes);

export function ChatPage() {
  const models = useQuery(useTRPC().chat.models.queryOptions());
  const { conversationId = null } = useParams({ strict: false });
  const [freshId, setFreshId] = useState(newId);
  const [listShown, setListShown] = useState(false);
  const navigate = useNavigate();
  const open = useOpenConversations();
  const conversations = useConversations();
  const id = conversationId ?? freshId;
  const title = conversations.list.data?.find((known) => known.id === id)?.title ?? null;
  useDocumentTitle(title === null ? "Chat · Flywheel" : `${title} · Chat · Flywheel`);

  function startNew() {
    setListShown(false);
    void navigate({ to: "/" });
  }

  /** The address of a conversation is made here, at its first message. */
  function sent() {
    if (conversationId !== null) return;
    // Only once the address has changed: before that, the new id would show an empty page for a moment.
    void navigate({ to: "/$conversationId", params: { conversationId: id } }).then(() => setFreshId(newId()));
  }

  async function remove(removedId: string) {
    if (!(await conversations.remove(removedId))) return;
    if (removedId === id) await navigate({ to: "/" });
    open.drop(removedId);
  }

  return (
    <FillPane>
      <ChatShell
        title={title}
        listShown={listShown}
        onShowList={() => setListShown(true)}
        onHideList={() => setListShown(false)}
        onNew={startNew}
        list={
          <ConversationList
            list={conversations.list}
            currentId={conversationId}
            onNew={startNew}
            onGone={() => setListShown(false)}
            onRename={(renamedId, name) => void conversations.rename(renamedId, name)}
            onDelete={(removedId) => void remove(removedId)}
          />
        }
      >
        {models.data ? (
          <Talk
            key={id}
            id={id}
            isNew={conversationId === null}
            title={title}
            open={open}
            models={models.data}
            onSent={sent}
            onBegun={conversations.refresh}
            onNew={startNew}
          />
        ) : (
          <Page width="text">
            {models.error ? (
              <ErrorState
                title="The chat could not be loaded"
                onRetry={() => void models.refetch()}
                retrying={models.isFetching}
              >
                {messageOf(models.error)}
              </ErrorState>
            ) : (
              <LoadingState label="Loading models" lines={4} />
            )}
          </Page>
        )}
      </ChatShell>
    </FillPane>
  );
}

type TalkProps = {
  readonly id: string;
  readonly isNew: boolean;
  readonly title: string | null;
  readonly open: OpenConversations;
  readonly models: readonly ModelCard[];
  readonly onSent: () => void;
  readonly onBegun: () => void;
  readonly onNew: () => void;
};

function Talk({ id, isNew, title, open, models, onSent, onBegun, onNew }: TalkProps) {
  const [preferred, prefer] = usePreferredModel("chat", models);
  const { conversation, query } = useConversation(id, isNew, open);
  if (conversation) {
    return (
      <ConversationView
        conversation={conversation}
        title={title}
        models={models}
        preferred={preferred}
        onPrefer={prefer}
        onSent={onSent}
        onBegun={onBegun}
      />
    );
  }
  return (
    <Page width="text">
      {query.error ? (
        <ErrorState
          title="The conversation could not be loaded"
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        >
          {messageOf(query.error)}
        </ErrorState>
      ) : query.data === null ? (
        <EmptyState title="This conversation is not here" action={<Button onClick={onNew}>Start a new one</Button>}>
          It was deleted, or it belongs to another browser.
        </EmptyState>
      ) : (
        <LoadingState label="Loading the conversation" lines={6} />
      )}
    </Page>
  );
}

/** The conversation as this page holds it; the server is asked only for one that is not held yet. */
function useConversation(id: string, isNew: boolean, open: OpenConversations) {
  const held: Conversation | null = isNew ? open.begin(id) : open.get(id);
  const question = useTRPC().chat.conversation.queryOptions({ id });
  const query = useQuery({ ...question, enabled: held === null });
  return { conversation: held ?? (query.data ? open.resume(query.data) : null), query };
}
