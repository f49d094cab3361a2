package watch

import "syscall"

// remoteKind names the kind of disk that a folder is on, if other machines or
// programs can change it without this kernel knowing: what Linux says at home it
// does not say there. The numbers are those of statfs(2).
func remoteKind(folder string) string {
	var st syscall.Statfs_t
	if syscall.Statfs(folder, &st) != nil {
		return ""
	}
	switch uint32(st.Type) {
	case 0x6969:
		return "NFS"
	case 0x517b, 0xff534d42, 0xfe534d42:
		return "SMB"
	case 0x01021997:
		return "9p" // Windows folders in WSL 2, folders of a host in a virtual machine
	case 0x65735546:
		return "FUSE" // sshfs, and the shared folders of Docker Desktop
	case 0x786f4256:
		return "VirtualBox shared folder"
	case 0x5346414f, 0x6b414653:
		return "AFS"
	case 0x00c36400:
		return "Ceph"
	}
	return ""
}
