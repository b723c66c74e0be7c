import type { ConversationCard } from "@flywheel/api/type";
import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import classes from "./conversation-list.module.css";

export type ConversationItemProps = {
  readonly conversation: ConversationCard;
  readonly current: boolean;
  readonly onGone: () => void;
  readonly onRename: () => void;
  readonly onDelete: () => void;
};

export function ConversationItem({ conversation, current, onGone, onRename, onDelete }: ConversationItemProps) {
  const { id, title } = conversation;
  return (
    <li className={classes.item} data-current={current || undefined}>
      <Link
        to="/$conversationId"
        params={{ conversationId: id }}
        className={classes.link}
        aria-current={current ? "page" : undefined}
        title={title}
        onClick={onGone}
      >
        {title}
      </Link>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" className={classes.more} aria-label={`More for ${title}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={onRename}>
            Rename
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onDelete}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
