export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export const flags: readonly Json[] = [true, false];

export const capabilities: readonly Json[] = [
  ...listed(`NET_BIND_SERVICE CHOWN SYS_CHROOT MKNOD AUDIT_WRITE ALL all SYS_ADMIN NET_RAW
    CAP_CHOWN CAP_NET_BIND_SERVICE chown`),
  "",
  null,
];

export const sysctlNames: readonly Json[] = [
  ...listed(`kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.tcp_syncookies
    net.ipv4.ping_group_range net.ipv4.ip_unprivileged_port_start net.ipv4.ip_local_reserved_ports
    net.ipv4.tcp_keepalive_time net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl
    net.ipv4.tcp_keepalive_probes net.ipv4.tcp_rmem net.ipv4.tcp_wmem
    net.ipv4.tcp_slow_start_after_idle net.ipv4.tcp_notsent_lowat net/ipv4/tcp_syncookies
    kernel.msgmax`),
  "",
  null,
];

/** Sources, among them misspelt ones that Kubernetes does not know; hostPath more often than others. */
export const volumeSources: readonly string[] = listed(`awsElasticBlockStore azureDisk azureFile
  cephfs cephFS cinder configMap csi downwardAPI emptyDir ephemeral fc flexVolume flocker hostpath
  gcePersistentDisk gitRepo glusterfs hostPath hostPath image iscsi nfs persistentVolumeClaim
  photonPersistentDisk portworxVolume projected quobyte rbd scaleIO secret storageos vsphereVolume`);

const appArmor = "container.apparmor.security.beta.kubernetes.io/";
const seccomp = "container.seccomp.security.alpha.kubernetes.io/";

export const annotationKeys: readonly string[] = [
  `${appArmor}a`,
  `${appArmor}b`,
  `${appArmor}elsewhere`,
  appArmor,
  appArmor.slice(0, -1),
  `${seccomp}a`,
  `${seccomp}b`,
  `${seccomp}elsewhere`,
  seccomp,
  "seccomp.security.alpha.kubernetes.io/pod",
  "example.com/note",
];

export const annotationValues: readonly Json[] = [
  ...listed("runtime/default docker/default localhost/ localhost/x unconfined"),
  "",
  null,
];

/** Values that some fields take and others do not. */
export const wrongValues: readonly Json[] = [
  "yes",
  "0",
  1,
  1.5,
  2 ** 31,
  9.3e18,
  1e21,
  true,
  [],
  ["x"],
  {},
  { a: 1 },
];

function listed(words: string): string[] {
  return words.split(/\s+/);
}
