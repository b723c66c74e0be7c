import { ActionIcon, Drawer, Text, Tooltip } from "@mantine/core";
import { IconLayoutSidebar, IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./chat-shell.module.css";

export type ChatShellProps = {
  readonly title: string | null;
  readonly list: ReactNode;
  readonly listShown: boolean;
  readonly onShowList: () => void;
  readonly onHideList: () => void;
  readonly onNew: () => void;
  readonly children: ReactNode;
};

/** The list beside the conversation where there is room, and in a drawer where there is not. */
export function ChatShell({ title, list, listShown, onShowList, onHideList, onNew, children }: ChatShellProps) {
  return (
    <div className={classes.shell}>
      <aside className={classes.side} aria-label="Your conversations">
        {list}
      </aside>
      <div className={classes.main}>
        <div className={classes.bar}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Show your conversations" onClick={onShowList}>
            <IconLayoutSidebar size={20} stroke={1.7} />
          </ActionIcon>
          <Text truncate fw={550} size="sm">
            {title ?? "New conversation"}
          </Text>
          <Tooltip label="New conversation">
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label="New conversation" onClick={onNew}>
              <IconPlus size={20} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        </div>
        {children}
      </div>
      <Drawer
        opened={listShown}
        onClose={onHideList}
        title="Conversations"
        size={320}
        closeButtonProps={{ "aria-label": "Close" }}
        classNames={{ content: classes.drawer ?? "", body: classes.drawerBody ?? "" }}
      >
        {list}
      </Drawer>
    </div>
  );
}
