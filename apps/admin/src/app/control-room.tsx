import {
  IconActivity,
  IconChartLine,
  IconFilter,
  IconFlask,
  IconGift,
  IconHeartbeat,
  IconHourglass,
  IconRotateClockwise,
  IconServer,
  IconUserCircle,
  IconUsers,
  type TablerIcon,
} from "@tabler/icons-react";
import { Link, type LinkProps, Outlet, useLocation, useMatches, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { SignInGate } from "../features/sign-in/sign-in-gate.tsx";
import { usePerson } from "../signed-in/person.ts";
import { mayActAs, roles } from "../signed-in/roles.ts";
import classes from "./control-room.module.css";

/** The pages beside their menu, for whoever is signed in. */
export function ControlRoom() {
  const { error } = useSearch({ from: "__root__" });
  const title = useMatches({ select: (matches) => matches.at(-1)?.staticData.title });
  useEffect(() => {
    document.title = [...(title ? [title] : []), "Admin", "Flywheel"].join(" · ");
  }, [title]);
  return (
    <SignInGate linkError={error ?? null}>
      <div className={classes.room}>
        <Menu />
        <div className={classes.page}>
          <Outlet />
        </div>
      </div>
    </SignInGate>
  );
}

function Menu() {
  const { name, role } = usePerson();
  const menu = useRef<HTMLElement>(null);
  const page = useLocation({ select: ({ pathname }) => pathname });
  // On a phone the menu is wider than the window.
  useEffect(() => {
    if (page) menu.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [page]);
  return (
    <nav className={classes.side} aria-label="Control room" ref={menu}>
      <div className={classes.menu}>
        <Item to="/" exact label="Live" Icon={IconActivity} />
        <Item to="/flywheel" label="Flywheel" Icon={IconRotateClockwise} />
        <Item to="/timing" label="Timing" Icon={IconHourglass} />
        <Item to="/funnel" label="Funnel" Icon={IconFilter} />
        <Item to="/explore" label="Explore" Icon={IconChartLine} />
        <Item to="/experiments" label="Experiments" Icon={IconFlask} />
        {mayActAs(role, "editor") ? <Item to="/credits" label="Credits" Icon={IconGift} /> : null}
        {mayActAs(role, "owner") ? <Item to="/people" label="People" Icon={IconUsers} /> : null}
        <Item to="/network" label="Network" Icon={IconServer} />
        <Item to="/health" label="Health" Icon={IconHeartbeat} />
        <Link to="/account" className={classes.me}>
          <IconUserCircle size={18} stroke={1.7} aria-hidden="true" />
          <span className={classes.name}>{name}</span>
          <span className={classes.role}>{roles[role].title}</span>
        </Link>
      </div>
    </nav>
  );
}

type ItemProps = {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly label: string;
  readonly Icon: TablerIcon;
  readonly exact?: boolean;
};

/** The router marks the link of the page that is open. */
function Item({ to, label, Icon, exact = false }: ItemProps) {
  return (
    <Link to={to} activeOptions={{ exact, includeSearch: false }} className={classes.item}>
      <Icon size={18} stroke={1.7} aria-hidden="true" />
      {label}
    </Link>
  );
}
